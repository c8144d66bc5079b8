package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedSdpTest {
    private static final String HEAD = "v=0|o=- 1 1 IN IP4 192.0.2.1|";

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "'' ! does not begin with v=0",
                "o=- 1 1 IN IP4 192.0.2.1|v=0 ! line 1: does not begin with v=0",
                "v=1|o=- 1 1 IN IP4 192.0.2.1 ! line 1: is not version 0, the only one there is",
                "v=0|s=x ! line 2: the description ends without o=",
                "v=0|o=bad ! line 2: o=bad is not an origin; wanted user, id, version, IN, IP4 or IP6, address",
                "v=0|o=- x 1 IN IP4 192.0.2.1 ! line 2: o=- x 1 IN IP4 192.0.2.1 is not an origin; wanted user, id, version, IN, IP4 or IP6, address",
                HEAD + "m=audio 99999 RTP/AVP 0 ! line 3: port 99999 is not a port; wanted 0 to 65535",
                HEAD + "m=audio -1 RTP/AVP 0 ! line 3: port -1 is not a port; wanted 0 to 65535",
                HEAD + "m=audio 5000/0 RTP/AVP 0 ! line 3: port 5000/0 is not a port; wanted 0 to 65535",
                HEAD + "m=audio ! line 3: m=audio is too short; wanted kind, port, protocol, formats",
                HEAD + "c=IN IP4 ! line 3: c=IN IP4 is not a connection; wanted IN, IP4 or IP6 and an address",
                HEAD
                        + "c=IN IP4 192.0.2.256 ! line 3: c=IN IP4 192.0.2.256 is not a connection; wanted IN, IP4 or IP6 and an address",
                HEAD
                        + "c=IN IP6 192.0.2.1 ! line 3: c=IN IP6 192.0.2.1 is not a connection; wanted IN, IP4 or IP6 and an address",
                HEAD
                        + "c=ATM IP4 192.0.2.1 ! line 3: c=ATM IP4 192.0.2.1 is not a connection; wanted IN, IP4 or IP6 and an address",
                HEAD + "b=AS:much ! line 3: b=AS:much is not a bandwidth; wanted type:number",
                HEAD + "this is not one ! line 3: is not of the form type=value",
            })
    void saysWhichLineAndWhy(String body, String sentence) {
        assertEquals(sentence, failure(body.replace('|', '\n')).getMessage());
    }

    @Test
    void refusesControlCharacters() {
        assertEquals(
                "line 3: holds a control character (0)",
                failure("v=0\no=- 1 1 IN IP4 192.0.2.1\na=x:\u0000\n").getMessage());
        assertEquals(
                "line 2: holds a control character (13)",
                failure("v=0\no=- 1 1 IN\rIP4 192.0.2.1\n").getMessage());
    }

    @Test
    void showsForeignTextShortAndPrintable() {
        String message = failure("v=0\no=" + "\u001b[2J".repeat(200)).getMessage();
        assertEquals(
                "line 2: o=" + "?[2J".repeat(19) + "?["
                        + "... is not an origin; wanted user, id, version, IN, IP4 or IP6, address",
                message);
    }

    @Test
    void refusesAbsurdSizes() {
        String head = "v=0\no=- 1 1 IN IP4 192.0.2.1\n";
        assertEquals(
                "70029 bytes; at most 65536 are taken",
                failure(head + "a".repeat(70_000)).getMessage());
        assertEquals(
                "line 259: is media line 257; at most 256 are taken",
                failure(head + "m=audio 9 RTP/AVP 0\n".repeat(257)).getMessage());
        assertEquals(
                "line 1003: is attribute 1001; at most 1000 are taken",
                failure(head + "a=x\n".repeat(1001)).getMessage());
    }

    private static MalformedSdp failure(String body) {
        return assertThrows(MalformedSdp.class, () -> SessionDescription.parse(body));
    }
}
