package org.bailey.optionkey.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What keys can be made for. Its place in this list is its number in a key: new ones go to the end, none ever goes. */
public enum KnownFeature {
    MICROSOFT_INTEROP("microsoft-interop", "Encryption, ICE and Lync 2013 and later on the Microsoft side"),
    RICH_MEDIA_SESSION("rich-media-session", "Calls between the two sides, one licence each"),
    TURN_CLIENT("turn-client", "Addresses on TURN servers"),
    SVC_GATEWAY("svc-gateway", "Video between Microsoft's layered H.264 and plain H.264"),
    RDP_TRANSCODER("rdp-transcoder", "Microsoft screen sharing as video"),
    SIP_BROKER("sip-broker", "Chat and presence"),
    EXTERNAL_TRANSCODER("external-transcoder", "Calls through an external transcoder"),
    CLUSTER("cluster", "Several appliances as one");

    private final String word;
    private final String title;

    KnownFeature(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** {@return its name in keys, service properties and {@code features/*.json}} */
    public String word() {
        return word;
    }

    /** {@return what it gives, in words} */
    public String title() {
        return title;
    }

    /** {@return whether its keys say how many; several of them add up} */
    public boolean counted() {
        return this == RICH_MEDIA_SESSION;
    }

    /** {@return its number in a key, from 1} */
    int number() {
        return ordinal() + 1;
    }

    /** {@return the word of a number, {@code feature-N} for one that a later version may know} */
    static String word(int number) {
        return number >= 1 && number <= values().length ? values()[number - 1].word : "feature-" + number;
    }

    public static Optional<KnownFeature> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(KnownFeature::word).toList();
    }
}
