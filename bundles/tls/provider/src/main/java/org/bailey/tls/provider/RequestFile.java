package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bailey.system.PrivateFile;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.RefusedChange.Kind;

/** {@code request.pem}: the one request that waits for its certificate, with its private key. One at a time. */
final class RequestFile {
    private final Path file;

    RequestFile(Path folder) {
        file = folder.resolve("request.pem");
    }

    boolean exists() {
        return Files.exists(file);
    }

    Optional<KeyRequest> find() throws RefusedChange {
        try {
            return exists() ? Optional.of(KeyRequest.read(file)) : Optional.empty();
        } catch (UnusableFile e) {
            throw new RefusedChange(Kind.STATE, e.sentence() + ": discard the request and make a new one");
        }
    }

    void write(KeyRequest request) throws IOException {
        PrivateFile.write(file, request.text().getBytes(StandardCharsets.US_ASCII), true);
    }

    void delete() throws IOException {
        PrivateFile.delete(file);
    }

    /** Forgets the request when {@code identity} is what it asked for. */
    void forgetAnswered(Identity identity) throws IOException {
        try {
            if (exists() && KeyRequest.read(file).answeredBy(identity)) {
                delete();
            }
        } catch (UnusableFile e) {
            // it waits on; whoever looks at it hears why it is of no use
        }
    }
}
