package org.bailey.itest;

import static org.junit.Assert.assertEquals;

import java.util.Map;
import org.bailey.lab.phone.LabCall;
import org.junit.Test;

/** Settings of the sections that carry a call, changed while it is up: what it was set up with stays as it is. */
public class ChangedSettingsIT extends CallsIT {
    @Test
    public void aCallGoesOnUntouchedWhileSettingsChange() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        int atRoom = room.journal().entries().size();
        int atClient = alice.journal().entries().size();
        int freePort = FreePort.find();
        for (String change : new String[] {
            ", \"org.bailey.dialplan.rule~rooms\": {\"pattern\": \".+@elsewhere\\\\.test\", \"target\": \"Rooms\"}",
            ", \"org.bailey.dialplan.zone~rooms\": {\"name\": \"Rooms\", \"peers\": [\"127.0.0.9\"], \"monitor\": false}",
            ", \"org.bailey.media\": {\"firstPort\": 29000, \"lastPort\": 29100, \"silenceSeconds\": 20}",
            ", \"org.bailey.b2bua\": {\"destination\": \"127.0.0.8\", \"monitor\": false, \"ringSeconds\": 20, \"sessionRefreshSeconds\": 900}",
            ", \"org.bailey.call\": {\"maxCalls\": 7, \"pastCalls\": 10}",
            ", \"org.bailey.sip\": {\"t1Millis\": 120, \"maxTransactions\": 500}",
            ", \"org.bailey.sip.listener~more\": {\"transport\": \"tcp\", \"address\": \"127.0.0.1\", \"port\": "
                    + freePort + "}"
        }) {
            apply(changed(change));
            heardFurther(call, far);
        }
        assertEquals("signalling at the room", atRoom, room.journal().entries().size());
        assertEquals(
                "signalling at the client", atClient, alice.journal().entries().size());
        assertEquals(1, calls.live().size());
        apply(settings(""));
        heardFurther(call, far);
        call.bye();
        far.awaitEnded(SOON);
    }

    /** {@return the settings the call began with, one PID of them otherwise} */
    private String changed(String change) {
        String pid = change.substring(change.indexOf('"'), change.indexOf(':') + 1);
        String others = settings("")
                .lines()
                .filter(line -> !line.strip().startsWith(pid))
                .reduce("", (all, line) -> all + line + "\n")
                .strip();
        String open = others.substring(0, others.lastIndexOf('}')).strip();
        return (open.endsWith(",") ? open.substring(0, open.length() - 1) : open) + change + "}";
    }

    private void apply(String file) {
        Map.Entry<Integer, String> answer = config("apply", file);
        assertEquals(answer.getValue() + "\n" + file, 0, (int) answer.getKey());
    }

    private static void heardFurther(LabCall call, LabCall far) {
        for (LabCall one : new LabCall[] {call, far}) {
            long heard = one.audioStats().received() + 50;
            await("a second of sound", () -> one.audioStats().received() >= heard);
            assertNothingLost(one);
        }
    }
}
