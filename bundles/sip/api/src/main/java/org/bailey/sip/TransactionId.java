package org.bailey.sip;

import java.util.regex.Pattern;

/**
 * Names a transaction for its user. For a client transaction the user chooses it; the Via branch is made of it, so a late
 * answer finds its way without a table. For a server transaction the keeper makes one.
 *
 * @param owner whose it is: the value of {@link SipUser#OWNER} of the user that hears of it; letters only
 * @param id unique for that owner within 64 s: letters, digits, dot, minus
 */
public record TransactionId(String owner, String id) {
    private static final Pattern OWNER = Pattern.compile("[a-z]+");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]+");

    public TransactionId {
        if (!OWNER.matcher(owner).matches() || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "transaction '" + owner + "/" + id + "' is not made of letters, digits, dot and minus");
        }
    }

    @Override
    public String toString() {
        return owner + "/" + id;
    }
}
