package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bailey.system.PrivateFile;

/**
 * Our certificate and key at the place where the appliance itself writes them. Replaced by way of a third file that holds
 * both: whoever finds that one after a crash writes it out again, so the pair in force is the old or the new, never a mix.
 * One at a time.
 */
record IdentityFiles(Path folder, Authority authority) {
    private static final String INSTALLING = "installing.pem";
    private static final String PREVIOUS = "previous.pem";

    void put(Identity fresh) throws IOException {
        write(INSTALLING, fresh.pem(), true);
        finish(fresh);
    }

    /** Finishes what a crash interrupted. */
    void recover() throws UnusableFile, IOException {
        Path installing = folder.resolve(INSTALLING);
        if (Files.exists(installing)) {
            try {
                finish(Identity.read(installing, installing));
            } catch (UnusableFile e) {
                throw new UnusableFile(e.sentence() + "; delete " + installing + ", and install the certificate again");
            }
        }
    }

    /** {@return the pair in the files} */
    Identity current() throws UnusableFile {
        return Identity.read(folder.resolve("server.pem"), folder.resolve("server.key"));
    }

    /** {@return the pair that was replaced last} */
    Optional<Identity> previous() throws UnusableFile {
        Path previous = folder.resolve(PREVIOUS);
        return Files.exists(previous) ? Optional.of(Identity.read(previous, previous)) : Optional.empty();
    }

    private void finish(Identity fresh) throws IOException {
        keep(fresh);
        write("server.key", Pem.text(fresh.key()), true);
        write("server.pem", Pem.text(fresh.chain()), false);
        new RequestFile(folder).forgetAnswered(fresh);
        PrivateFile.delete(folder.resolve(INSTALLING));
    }

    /** A certificate that the appliance renews by itself does not push out the one an administrator may want back. */
    private void keep(Identity fresh) throws IOException {
        try {
            Identity before = current();
            boolean renewal = authority.made(before.certificate()) && authority.made(fresh.certificate());
            if (!renewal && !before.equals(fresh)) {
                write(PREVIOUS, before.pem(), true);
            }
        } catch (UnusableFile e) {
            // what cannot be read, or is half replaced, is not worth putting back
        }
    }

    private void write(String name, String pem, boolean secret) throws IOException {
        PrivateFile.write(folder.resolve(name), pem.getBytes(StandardCharsets.US_ASCII), secret);
    }
}
