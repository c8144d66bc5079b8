package org.bailey.peertest;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** Asks a name server, with the JDK's own client. */
final class Dns {
    private Dns() {}

    /** The first record of each of {@code times} answers. */
    static List<String> ask(Bind bind, String name, String type, int times) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("java.naming.provider.url", "dns://127.0.0.1:" + bind.port());
        List<String> firsts = new ArrayList<>();
        try {
            DirContext context = new InitialDirContext(environment);
            try {
                for (int i = 0; i < times; i++) {
                    firsts.add(context.getAttributes(name, new String[] {type})
                            .get(type)
                            .get(0)
                            .toString());
                }
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            throw new AssertionError("the name server does not answer for " + name, e);
        }
        return firsts;
    }
}
