package org.bailey.itest;

import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Requests to this appliance's console; its certificate is new at each start, so any is taken. */
final class Https {
    private Https() {}

    static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return client().send(request(port, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> get(int port, String path, String user, String password)
            throws IOException, InterruptedException {
        HttpRequest request = authorized(port, path, user, password).build();
        return client().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder authorized(int port, String path, String user, String password) {
        String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return request(port, path).header("Authorization", "Basic " + token);
    }

    /** {@return the answer to a request of the administrator} */
    static HttpResponse<String> ask(int port, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = authorized(port, path, AdminUser.NAME, AdminUser.PASSWORD)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends {@code body} as a program does, with user and password. */
    static HttpResponse<String> send(
            int port, String method, String path, String credentials, String contentType, byte[] body)
            throws IOException, InterruptedException {
        String token = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = request(port, path)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + token)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends what the Felix console's button "Install or Update" does. */
    static void install(int port, String credentials, byte[] jar) throws IOException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (String field :
                List.of("action\"\r\n\r\ninstall", "bundlestart\"\r\n\r\nstart", "bundlestartlevel\"\r\n\r\n60")) {
            form.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + field + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"bundlefile\"; filename=\"b.jar\"\r\n"
                        + "Content-Type: application/java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(jar);
        form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(
                port,
                "POST",
                "/system/console/bundles",
                credentials,
                "multipart/form-data; boundary=b",
                form.toByteArray());
        assertTrue(answer.statusCode() + " " + answer.body(), answer.statusCode() < 400);
    }

    /** Distinguished name of who signed the certificate that the port shows. */
    static String issuerOf(int port) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(port, "/");
        try {
            X509Certificate shown =
                    (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
            return shown.getIssuerX500Principal().getName();
        } catch (SSLPeerUnverifiedException e) {
            throw new IOException(e);
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpClient client() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new TakeAny()}, new SecureRandom());
            return HttpClient.newBuilder().sslContext(tls).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static final class TakeAny extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
