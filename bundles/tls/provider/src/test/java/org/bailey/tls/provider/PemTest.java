package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemTest {
    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("it.pem"), text);
    }

    private static String traditional(Object block) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(block);
        }
        return text.toString();
    }

    private static KeyPair keys(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    @Test
    void readsKeysInTheTraditionalAndInThePkcs8Form() throws Exception {
        KeyPair rsa = keys("RSA", 2048);
        KeyPair ec = keys("EC", 384);
        // as OpenSSL writes it: the curve is named inside (RFC 5915)
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(ec.getPrivate().getEncoded());
        BigInteger secret = ((ECPrivateKey) ec.getPrivate()).getS();
        var inner = new org.bouncycastle.asn1.sec.ECPrivateKey(
                384, secret, info.getPrivateKeyAlgorithm().getParameters());

        assertEquals(rsa.getPrivate(), Pem.key(file(traditional(rsa.getPrivate()))));
        assertEquals(
                secret,
                ((ECPrivateKey) Pem.key(file(traditional(new PemObject("EC PRIVATE KEY", inner.getEncoded())))))
                        .getS());
        for (KeyPair pair : List.of(rsa, ec)) {
            assertEquals(pair.getPrivate(), Pem.key(file(Pem.text(pair.getPrivate()))));
        }
    }

    @Test
    void refusesAKeyWithPasswordAndSaysHowToStoreItWithout() throws Exception {
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword("secret".toCharArray())
                .build();
        Path file = file(traditional(new JcaPKCS8Generator(keys("EC", 256).getPrivate(), encryptor)));
        String said = assertThrows(UnusableFile.class, () -> Pem.key(file)).sentence();
        assertTrue(said.startsWith(file + " is protected by a password: store the key without one"), said);
    }

    @Test
    void refusesAnOldOpenSslKeyWithPasswordToo() throws Exception {
        Path file = file("""
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

                AAAAAAAAAAAAAAAAAAAAAA==
                -----END RSA PRIVATE KEY-----
                """);
        String said = assertThrows(UnusableFile.class, () -> Pem.key(file)).sentence();
        assertTrue(said.contains("is protected by a password"), said);
    }

    @Test
    void namesTheFileWhateverIsWrongWithIt() throws Exception {
        Path absent = folder.resolve("absent.pem");
        assertEquals(
                absent + " does not exist",
                assertThrows(UnusableFile.class, () -> Pem.key(absent)).sentence());
        for (String text : List.of("", "hello", "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n")) {
            Path file = file(text);
            String said = assertThrows(UnusableFile.class, () -> Pem.certificates(file))
                    .sentence();
            assertTrue(said.startsWith(file.toString()), said);
        }
    }

    @Test
    void putsTheChainInOrderAndLeavesOutWhatDoesNotBelongToIt() throws Exception {
        Identity authority = Peers.authority();
        Identity own = Peers.issued(authority, Peers.BOTH);
        Identity stranger = Peers.authority();
        Path certificate = Files.writeString(
                folder.resolve("chain.pem"),
                Pem.text(List.of(stranger.certificate(), authority.certificate(), own.certificate())));
        Path key = file(Pem.text(own.key()));
        assertEquals(
                List.of(own.certificate(), authority.certificate()),
                Identity.read(certificate, key).chain());
    }
}
