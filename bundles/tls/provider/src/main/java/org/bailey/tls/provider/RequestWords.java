package org.bailey.tls.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.tls.KeyKind;
import org.bailey.tls.RequestedCertificate;

/** The words behind {@code bailey tls csr make}, one a line: {@code --cn NAME --san NAME,NAME --key rsa-3072 --o ...}. */
final class RequestWords {
    private static final List<String> OPTIONS = List.of("--cn", "--san", "--key", "--o", "--ou", "--l", "--st", "--c");

    private RequestWords() {}

    /**
     * @param suggested for what is not said
     * @throws IllegalArgumentException naming the word that is not understood, or the value that cannot be
     */
    static RequestedCertificate parse(String text, RequestedCertificate suggested) {
        Map<String, String> said = new TreeMap<>();
        List<String> words = text.lines().toList();
        for (int i = 0; i < words.size(); i += 2) {
            String option = words.get(i);
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException(
                        option + " is not an option of csr make; there are " + String.join(", ", OPTIONS));
            }
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(option + " wants a value");
            }
            said.merge(option, words.get(i + 1), (before, more) -> before + "," + more);
        }
        String names = said.get("--san");
        return new RequestedCertificate(
                said.getOrDefault("--cn", suggested.commonName()),
                names == null ? suggested.names() : names(names),
                KeyKind.of(said.getOrDefault("--key", suggested.key().name())),
                said.getOrDefault("--o", ""),
                said.getOrDefault("--ou", ""),
                said.getOrDefault("--l", ""),
                said.getOrDefault("--st", ""),
                said.getOrDefault("--c", ""));
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>(List.of(list.trim().split("[,\\s]+")));
        names.remove("");
        return names;
    }
}
