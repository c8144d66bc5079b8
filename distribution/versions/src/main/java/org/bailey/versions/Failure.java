package org.bailey.versions;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.versions.failure.Activation;
import org.bailey.versions.failure.Adoption;
import org.bailey.versions.failure.TenthPacket;

/** Ways in which a version breaks, and in which methods of which module it does. */
public enum Failure {
    /** No component of it can be made. Means something for every module. */
    ACTIVATION(Activation.class, Map.of()),
    /** It starts, and throws as soon as it is given what another version left. */
    ADOPTION(
            Adoption.class,
            Map.of(
                    "org.bailey.b2bua.provider",
                    List.of("ReplaceableMachine", "step"),
                    "org.bailey.dialplan.provider",
                    List.of("ZonedDialPlan", "origin", "route"),
                    "org.bailey.media.relay",
                    List.of("RelayPath", "onRtpPort", "onRtcpPort", "onOwn"),
                    "org.bailey.ice.provider",
                    List.of("FullIceAgent", "remote", "received", "elapsed"),
                    "org.bailey.turn.provider",
                    List.of("client.StatelessTurnClient", "received", "elapsed", "permit", "bind", "send"))),
    /** It works for nine packets. */
    TENTH_PACKET(
            TenthPacket.class,
            Map.of(
                    "org.bailey.media.relay",
                    List.of("RelayPath", "onRtpPort"),
                    "org.bailey.ice.provider",
                    List.of("FullIceAgent", "received"),
                    "org.bailey.turn.provider",
                    List.of("client.StatelessTurnClient", "received", "send")));

    final Class<?> code;
    /** By symbolic name: a class below the package of that name, then its methods. */
    private final Map<String, List<String>> places;

    Failure(Class<?> code, Map<String, List<String>> places) {
        this.code = code;
        this.places = places;
    }

    /** {@return whether that module can break like this} */
    public boolean meansSomethingFor(String symbolicName) {
        return this == ACTIVATION || places.containsKey(symbolicName);
    }

    /** {@return names of classes and their methods to strike in} */
    Map<String, Set<String>> places(String symbolicName, Set<String> components) {
        if (this == ACTIVATION) {
            Map<String, Set<String>> constructors = new java.util.TreeMap<>();
            components.forEach(each -> constructors.put(each, Set.of("<init>")));
            return constructors;
        }
        List<String> place = places.get(symbolicName);
        if (place == null) {
            throw new IllegalArgumentException(this + " means nothing for " + symbolicName);
        }
        return Map.of(symbolicName + "." + place.get(0), Set.copyOf(place.subList(1, place.size())));
    }
}
