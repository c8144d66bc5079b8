package org.bailey.sip;

/**
 * Names a transaction for its user. For a client transaction the user chooses it; the Via branch is made of it, so a late
 * answer finds its way without a table. For a server transaction the keeper makes one.
 *
 * @param owner whose it is: the value of {@link SipUser#OWNER} of the user that hears of it; letters only
 * @param id unique for that owner within 64 s: letters, digits, dot, minus
 */
public record TransactionId(String owner, String id) {
    public TransactionId {
        if (!owner.matches("[a-z]+") || !id.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException(
                    "transaction '" + owner + "/" + id + "' is not made of letters, digits, dot and minus");
        }
    }

    @Override
    public String toString() {
        return owner + "/" + id;
    }
}
