package org.bailey.call.console;

import jakarta.json.JsonObject;
import org.bailey.console.RecordJson;
import org.bailey.console.StatusSource;
import org.bailey.sip.SipStack;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Listeners, transactions and counters of SIP. */
@Component
public final class SipStatus implements StatusSource {
    private final SipStack sip;

    @Activate
    public SipStatus(@Reference SipStack sip) {
        this.sip = sip;
    }

    @Override
    public String word() {
        return "sip";
    }

    @Override
    public JsonObject status() {
        return RecordJson.of(sip.counters())
                .add("listeners", RecordJson.of(sip.listeners()))
                .build();
    }
}
