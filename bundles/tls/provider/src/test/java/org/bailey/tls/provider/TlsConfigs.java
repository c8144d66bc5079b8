package org.bailey.tls.provider;

import java.lang.annotation.Annotation;

/** Typed settings as declarative services hand them over. */
final class TlsConfigs {
    private TlsConfigs() {}

    static TlsConfig of(String certificate, int interval) {
        return new TlsConfig() {
            @Override
            public String certificateFile() {
                return certificate;
            }

            @Override
            public String keyFile() {
                return "server.key";
            }

            @Override
            public String trusted() {
                return "trusted";
            }

            @Override
            public int watchIntervalSeconds() {
                return interval;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return TlsConfig.class;
            }
        };
    }
}
