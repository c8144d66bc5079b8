package org.bailey.optionkey.wire;

/** A text that is no key, no issuer or no serial number, and where it is wrong. */
public final class MalformedKey extends Exception {
    private static final long serialVersionUID = 1;

    private final int group;
    private final int place;

    private MalformedKey(int group, int place, String sentence) {
        super(sentence);
        this.group = group;
        this.place = place;
    }

    /** @param position of the wrong letter, from 0, blanks and dashes not counted */
    static MalformedKey at(int position, String sentence) {
        int group = position / Alphabet.GROUP + 1;
        int place = position % Alphabet.GROUP + 1;
        return new MalformedKey(group, place, "group " + group + ", character " + place + ": " + sentence);
    }

    static MalformedKey somewhere(String sentence) {
        return new MalformedKey(0, 0, sentence);
    }

    /** {@return the group of five with the wrong character, from 1; 0 when it cannot be told} */
    public int group() {
        return group;
    }

    /** {@return which character of the group, from 1; 0 when it cannot be told} */
    public int place() {
        return place;
    }
}
