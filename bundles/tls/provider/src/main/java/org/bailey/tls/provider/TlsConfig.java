package org.bailey.tls.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "TLS",
        description = "Certificate, private key and trusted authorities, as PEM files. Files that change are read again"
                + " without a restart: new connections use them, connections that are up stay up.")
@interface TlsConfig {
    @AttributeDefinition(
            name = "Certificate file",
            description =
                    "PEM: our certificate, then its intermediate authorities. Relative names are within the folder"
                            + " tls of the data directory. Made at first start, signed by the appliance's own authority; replace"
                            + " the file, or name another one.")
    String certificateFile() default "server.pem";

    @AttributeDefinition(
            name = "Private key file",
            description = "PEM: the key of the certificate, RSA or elliptic curve, without password.")
    String keyFile() default "server.key";

    @AttributeDefinition(
            name = "Trusted authorities",
            description = "PEM file, or folder whose *.pem and *.crt files are read: the authorities, intermediate ones"
                    + " included, whose certificates are accepted from peers.")
    String trusted() default "trusted";

    @AttributeDefinition(
            name = "Watch interval (s)",
            description = "How often the files are looked at for changes.",
            min = "1",
            max = "3600")
    int watchIntervalSeconds() default 2;
}
