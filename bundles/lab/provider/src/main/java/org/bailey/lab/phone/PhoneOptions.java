package org.bailey.lab.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bailey.lab.wire.Faults;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Schedule;
import org.bailey.lab.wire.SipText;
import org.bailey.lab.wire.Transport;
import org.jspecify.annotations.Nullable;

/** How a phone is set up. Set before it is opened; one thread. */
public final class PhoneOptions {
    private final String uri;
    private String displayName = "Lab";
    private final List<Hop> listen = new ArrayList<>();
    private @Nullable Hop outbound;
    private @Nullable SSLContext tls;
    private String mediaAddress = "127.0.0.1";
    private int toneHz = 440;
    private boolean takesVideo = true;
    private boolean videoFromStart;
    private boolean plainVideo = true;
    private AnswerPlan plan = AnswerPlan.answerAfter(Duration.ofMillis(200));
    private Faults faults = new Faults();
    private Schedule schedule = Schedule.WALL;
    private Duration sessionExpires = Duration.ZERO;
    private Duration minSessionExpires = Duration.ofSeconds(90);
    private boolean refreshesItself = true;
    private boolean reliableProgress;
    private boolean retriesGlare = true;
    private Encryption encryption = Encryption.OPTIONAL;

    private PhoneOptions(String uri) {
        this.uri = uri;
    }

    /** A phone known as {@code sip:user@domain}. */
    public static PhoneOptions of(String uri) {
        if (!uri.startsWith("sip:") || uri.indexOf('@') < 0) {
            throw new IllegalArgumentException("a phone is named sip:user@domain, not '" + uri + "'");
        }
        return new PhoneOptions(uri);
    }

    public PhoneOptions displayName(String name) {
        displayName = name;
        return this;
    }

    /** Listens there too; port 0 takes a free one. */
    public PhoneOptions listen(Transport transport, String host, int port) {
        listen.add(new Hop(transport, host, port));
        return this;
    }

    /** Where requests outside a dialog go. */
    public PhoneOptions outbound(Hop hop) {
        outbound = hop;
        return this;
    }

    /** Identity and trust for TLS, as server and as client. */
    public PhoneOptions tls(SSLContext context) {
        tls = context;
        return this;
    }

    public PhoneOptions mediaAddress(String address) {
        mediaAddress = address;
        return this;
    }

    /** The tone this phone sends; multiples of 5 are detected without loss. */
    public PhoneOptions toneHz(int hz) {
        toneHz = hz;
        return this;
    }

    public PhoneOptions takesVideo(boolean takes) {
        takesVideo = takes;
        return this;
    }

    /** Speaks plain H.264 beside the layered one, as Microsoft's clients after Skype for Business 2015 do; else not. */
    public PhoneOptions plainVideo(boolean known) {
        plainVideo = known;
        return this;
    }

    /** Offers video in the first INVITE. */
    public PhoneOptions videoFromStart(boolean wanted) {
        videoFromStart = wanted;
        return this;
    }

    public PhoneOptions plan(AnswerPlan wanted) {
        plan = wanted;
        return this;
    }

    public PhoneOptions faults(Faults wanted) {
        faults = wanted;
        return this;
    }

    public PhoneOptions schedule(Schedule wanted) {
        schedule = wanted;
        return this;
    }

    /** Asks for session timers (RFC 4028); zero does not. */
    public PhoneOptions sessionExpires(Duration wanted) {
        sessionExpires = wanted;
        return this;
    }

    /** Shorter intervals of the peer are answered 422. */
    public PhoneOptions minSessionExpires(Duration wanted) {
        minSessionExpires = wanted;
        return this;
    }

    /** Whether this phone names itself the refresher; else the peer. */
    public PhoneOptions refreshesItself(boolean wanted) {
        refreshesItself = wanted;
        return this;
    }

    /** Sends 183 reliably when the caller supports it (RFC 3262). */
    public PhoneOptions reliableProgress(boolean wanted) {
        reliableProgress = wanted;
        return this;
    }

    /** Whether a re-INVITE answered 491 is tried again (RFC 3261 section 14.1). */
    public PhoneOptions retriesGlare(boolean wanted) {
        retriesGlare = wanted;
        return this;
    }

    /** Of the media; only Microsoft clients exchange keys here, rooms are always plain. */
    public PhoneOptions encryption(Encryption wanted) {
        encryption = wanted;
        return this;
    }

    public String uri() {
        return uri;
    }

    String user() {
        return uri.substring("sip:".length(), uri.indexOf('@'));
    }

    String domain() {
        return SipText.host(uri);
    }

    String displayName() {
        return displayName;
    }

    List<Hop> listen() {
        return listen;
    }

    @Nullable
    Hop outbound() {
        return outbound;
    }

    @Nullable
    SSLContext tls() {
        return tls;
    }

    String mediaAddress() {
        return mediaAddress;
    }

    int toneHz() {
        return toneHz;
    }

    boolean takesVideo() {
        return takesVideo;
    }

    boolean videoFromStart() {
        return videoFromStart;
    }

    boolean plainVideo() {
        return plainVideo;
    }

    AnswerPlan plan() {
        return plan;
    }

    Faults faults() {
        return faults;
    }

    Schedule schedule() {
        return schedule;
    }

    Duration sessionExpires() {
        return sessionExpires;
    }

    Duration minSessionExpires() {
        return minSessionExpires;
    }

    boolean refreshesItself() {
        return refreshesItself;
    }

    boolean reliableProgress() {
        return reliableProgress;
    }

    Encryption encryption() {
        return encryption;
    }

    boolean retriesGlare() {
        return retriesGlare;
    }
}
