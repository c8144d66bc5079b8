package org.bailey.launcher.feature;

/**
 * Where an artifact lives: {@code group:artifact[:type[:classifier]]:version} (OSGi Compendium R8 section 159.3).
 *
 * @param type file extension, {@code jar} unless given
 * @param classifier empty when there is none
 */
public record Coordinates(String group, String artifact, String type, String classifier, String version) {

    /** @throws IllegalArgumentException when {@code text} has not three to five parts */
    public static Coordinates parse(String text) {
        String[] part = text.split(":", -1);
        return switch (part.length) {
            case 3 -> new Coordinates(part[0], part[1], "jar", "", part[2]);
            case 4 -> new Coordinates(part[0], part[1], part[2], "", part[3]);
            case 5 -> new Coordinates(part[0], part[1], part[2], part[3], part[4]);
            default ->
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not group:artifact[:type[:classifier]]:version");
        };
    }

    public Coordinates {
        if (group.isEmpty() || artifact.isEmpty() || type.isEmpty() || version.isEmpty()) {
            throw new IllegalArgumentException("group, artifact, type and version must not be empty");
        }
    }

    /** The same for every version of an artifact. */
    public String unversioned() {
        return group + ":" + artifact + (classifier.isEmpty() ? "" : ":" + classifier);
    }

    /** {@code artifact-version[-classifier].type}: the name in every Maven repository. */
    public String fileName() {
        return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + type;
    }

    /** Path below the root of a repository in Maven's layout. */
    public String mavenPath() {
        return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + fileName();
    }

    @Override
    public String toString() {
        return unversioned() + ":" + version;
    }
}
