package org.bailey.sip.provider;

import org.bailey.sip.Headers;

/** A message that cannot be used. It carries what could be read, so that a request can be refused by name. */
final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient String method;
    private final transient Headers headers;

    /**
     * @param status the answer it deserves: 400, 505, 513
     * @param problem the reason phrase: what is wrong and where
     * @param method of the request, empty for a response or where there is none
     * @param headers those that could be read
     */
    MalformedMessage(int status, String problem, String method, Headers headers) {
        super(problem, null, false, false);
        this.status = status;
        this.method = method;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    String method() {
        return method;
    }

    Headers headers() {
        return headers;
    }
}
