package org.bailey.console.provider;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The few things of a request that the gate looks at. */
final class FakeRequest {
    private final String method;
    private final Map<String, String> headers = new HashMap<>(Map.of("Host", "gw.example.com:8443"));
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private Cookie[] cookies = new Cookie[0];
    private String address = "192.0.2.1";

    private FakeRequest(String method) {
        this.method = method;
    }

    static FakeRequest of(String method) {
        return new FakeRequest(method);
    }

    FakeRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    FakeRequest login(String token) {
        cookies = new Cookie[] {new Cookie("other", "x"), new Cookie("__Host-bailey", token)};
        return this;
    }

    FakeRequest basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    FakeRequest parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    FakeRequest from(String remote) {
        address = remote;
        return this;
    }

    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, with) -> {
                    switch (called.getName()) {
                        case "getMethod":
                            return method;
                        case "getHeader":
                            return headers.get((String) with[0]);
                        case "getCookies":
                            return cookies;
                        case "getRemoteAddr":
                            return address;
                        case "getRequestURI":
                            return "/api/v1/calls\nforged line";
                        case "getQueryString":
                            return "a=b&c=d";
                        case "getPathInfo":
                            return null;
                        case "getParameter":
                            return parameters.get((String) with[0]);
                        case "getAttribute":
                            return attributes.get((String) with[0]);
                        case "setAttribute":
                            attributes.put((String) with[0], with[1]);
                            return null;
                        default:
                            throw new UnsupportedOperationException(called.getName());
                    }
                });
    }
}
