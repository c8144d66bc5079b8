package org.bailey.console;

/**
 * The servlet context of the REST interface. Servlets select it and give patterns below it, such as {@code /calls/*}; nobody
 * reaches them without signing in, and only with a role that fits: viewers may GET, administrators everything.
 */
public final class RestContext {
    public static final String NAME = "org.bailey.rest";
    /** For {@code @HttpWhiteboardContextSelect}. */
    public static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";
    /** Where the context is mounted. */
    public static final String PATH = "/api/v1";

    private RestContext() {}
}
