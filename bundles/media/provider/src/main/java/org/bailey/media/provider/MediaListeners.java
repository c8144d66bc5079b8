package org.bailey.media.provider;

import org.bailey.media.MediaListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Brings listeners to the ports. Apart from them, because listeners need the ports before they are there themselves. */
@Component(service = {})
public final class MediaListeners {
    private final SocketMediaPorts ports;

    @Activate
    public MediaListeners(@Reference SocketMediaPorts ports) {
        this.ports = ports;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(MediaListener listener) {
        ports.addListener(listener);
    }

    void removeListener(MediaListener listener) {
        ports.removeListener(listener);
    }
}
