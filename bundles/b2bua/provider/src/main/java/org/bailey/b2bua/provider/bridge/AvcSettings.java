package org.bailey.b2bua.provider.bridge;

/**
 * @param bridgeModes whether a format is offered in the other packetization mode as well
 * @param preset whether video is offered when nobody said what to offer
 * @param profileLevelId six hexadecimal digits (RFC 6184 section 8.1)
 */
public record AvcSettings(boolean bridgeModes, boolean preset, String profileLevelId) {
    public AvcSettings {
        if (!profileLevelId.matches("[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException(
                    "presetProfileLevelId is '" + profileLevelId + "'; wanted six hexadecimal digits such as 42E01F");
        }
    }

    static AvcSettings from(AvcConfig config) {
        return new AvcSettings(
                config.bridgePacketizationModes(),
                config.presetVideo(),
                config.presetProfileLevelId().strip());
    }
}
