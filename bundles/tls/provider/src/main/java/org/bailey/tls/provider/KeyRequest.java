package org.bailey.tls.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bailey.tls.PendingRequest;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A request with its private key, as it waits in a file: a line with the time, the request, the key. */
record KeyRequest(Instant since, PKCS10CertificationRequest request, PrivateKey key) {
    private static final Pattern SINCE = Pattern.compile("^Requested: (\\S+)$", Pattern.MULTILINE);

    static KeyRequest read(Path file) throws UnusableFile {
        String text = Pem.read(file);
        Matcher since = SINCE.matcher(text);
        PKCS10CertificationRequest request = Pem.request(file.toString(), text);
        try {
            if (request != null && since.find()) {
                KeyRequest found = new KeyRequest(Instant.parse(since.group(1)), request, Pem.key(file));
                if (Identity.fits(found.key, found.publicKey())) {
                    return found;
                }
            }
        } catch (DateTimeParseException | IllegalStateException e) {
            // said below
        }
        throw new UnusableFile(file + " is not a request as it was written here");
    }

    String text() {
        return "Requested: " + since + "\n" + pem() + Pem.text(key);
    }

    boolean answeredBy(Identity identity) {
        return Identity.fits(key, identity.certificate().getPublicKey());
    }

    PendingRequest pending() {
        return new PendingRequest(since, subject(), names(), Keys.kind(publicKey()), pem());
    }

    private String subject() {
        try {
            return new X500Principal(request.getSubject().getEncoded()).getName(X500Principal.RFC1779);
        } catch (IOException e) {
            throw new IllegalStateException("a subject that was read cannot be written", e);
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        Extensions wanted = request.getRequestedExtensions();
        Extension extension = wanted == null ? null : wanted.getExtension(Extension.subjectAlternativeName);
        if (extension != null) {
            for (GeneralName name :
                    GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
                names.add(text(name));
            }
        }
        return names;
    }

    private static String text(GeneralName name) {
        if (name.getTagNo() != GeneralName.iPAddress) {
            return name.getName().toString();
        }
        try {
            byte[] address = ASN1OctetString.getInstance(name.getName()).getOctets();
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            return name.getName().toString();
        }
    }

    private PublicKey publicKey() {
        try {
            return new JcaPKCS10CertificationRequest(request).getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of a request that was read cannot be used", e);
        }
    }

    private String pem() {
        try {
            return Pem.block("CERTIFICATE REQUEST", request.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a request that was read cannot be written", e);
        }
    }
}
