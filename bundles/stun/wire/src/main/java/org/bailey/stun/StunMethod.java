package org.bailey.stun;

/** What is asked: twelve bits of the type of a message. */
public final class StunMethod {
    public static final int BINDING = 0x001;
    public static final int ALLOCATE = 0x003;
    public static final int REFRESH = 0x004;
    public static final int SEND = 0x006;
    public static final int DATA = 0x007;
    public static final int CREATE_PERMISSION = 0x008;
    public static final int CHANNEL_BIND = 0x009;
    public static final int CONNECT = 0x00A;
    public static final int CONNECTION_BIND = 0x00B;
    public static final int CONNECTION_ATTEMPT = 0x00C;

    private static final String[] NAMES = {
        null,
        "Binding",
        null,
        "Allocate",
        "Refresh",
        null,
        "Send",
        "Data",
        "CreatePermission",
        "ChannelBind",
        "Connect",
        "ConnectionBind",
        "ConnectionAttempt"
    };

    private StunMethod() {}

    /** {@return the name in its RFC, or its number} */
    public static String name(int method) {
        String name = method > 0 && method < NAMES.length ? NAMES[method] : null;
        return name != null ? name : String.format("method 0x%03x", method);
    }
}
