package org.bailey.lab.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bailey.lab.media.AudioLine;
import org.bailey.lab.media.Codec;
import org.bailey.lab.media.MediaEngine;
import org.bailey.lab.media.MediaLine;
import org.bailey.lab.media.MediaStats;
import org.bailey.lab.media.VideoLine;
import org.bailey.lab.sdp.Direction;
import org.bailey.lab.sdp.Keys;
import org.bailey.lab.sdp.LineSpec;
import org.bailey.lab.sdp.Sdp;
import org.bailey.lab.sdp.SdpMedia;
import org.bailey.lab.sdp.SdpWriter;
import org.bailey.lab.wire.Tokens;
import org.jspecify.annotations.Nullable;

/** Offer and answer of one call (RFC 3264) and the media lines behind it. All on the phone's loop. */
final class CallMedia {
    private final MediaEngine engine;
    private final PhoneOptions options;
    private final SdpWriter writer;
    private final List<Slot> slots = new ArrayList<>();
    private final long audioSsrc = Tokens.between(1_000_000, 1_000_000_000);
    private long version;
    private boolean videoWanted;
    private boolean videoTaken;
    private MediaStats lastAudio = MediaStats.NONE;
    private MediaStats lastVideo = MediaStats.NONE;
    private volatile @Nullable HoldForm held;

    CallMedia(MediaEngine engine, PhoneOptions options, SdpWriter writer) {
        this.engine = engine;
        this.options = options;
        this.writer = writer;
        this.videoWanted = options.videoFromStart();
        this.videoTaken = options.takesVideo();
    }

    /** We stop at once what the next offer will no longer send; we begin again when it is answered. */
    synchronized void hold(@Nullable HoldForm form) {
        held = form;
        if (form != null && form != HoldForm.SENDONLY) {
            for (Slot slot : slots) {
                MediaLine line = slot.line;
                if (line != null) {
                    line.pause();
                }
            }
        }
    }

    void wantVideo(boolean wanted) {
        videoWanted = wanted;
    }

    void takeVideo(boolean taken) {
        videoTaken = taken;
    }

    boolean held() {
        return held != null;
    }

    synchronized boolean heldByPeer() {
        Slot audio = live("audio");
        SdpMedia remote = audio == null ? null : audio.remote;
        return remote != null && remote.holds();
    }

    @Nullable
    AudioLine audio() {
        return line("audio") instanceof AudioLine line ? line : null;
    }

    @Nullable
    VideoLine video() {
        return line("video") instanceof VideoLine line ? line : null;
    }

    /** Sources heard that the peer did not announce by a=x-ssrc-range ([MS-SDPEXT] 3.1.5.31). */
    synchronized Set<Long> unannounced() {
        Set<Long> found = new TreeSet<>();
        for (Slot slot : slots) {
            SdpMedia remote = slot.remote;
            MediaLine line = slot.line;
            String range = remote == null ? null : remote.attribute("x-ssrc-range");
            if (line != null && range != null && range.matches("\\d{1,10}-\\d{1,10}")) {
                long low = Long.parseLong(range.substring(0, range.indexOf('-')));
                long high = Long.parseLong(range.substring(range.indexOf('-') + 1));
                line.stats().ssrcs().stream()
                        .filter(ssrc -> ssrc < low || ssrc > high)
                        .forEach(found::add);
            }
        }
        return found;
    }

    synchronized boolean encrypted() {
        AudioLine line = audio();
        return line != null && line.encrypted();
    }

    synchronized MediaStats audioStats() {
        AudioLine line = audio();
        return line == null ? lastAudio : line.stats();
    }

    synchronized MediaStats videoStats() {
        VideoLine line = video();
        return line == null ? lastVideo : line.stats();
    }

    private synchronized @Nullable MediaLine line(String kind) {
        Slot slot = live(kind);
        return slot == null ? null : slot.line;
    }

    private @Nullable Slot live(String kind) {
        for (Slot slot : slots) {
            if (slot.kind.equals(kind) && slot.line != null) {
                return slot;
            }
        }
        return null;
    }

    /** Our lines as an offer. */
    synchronized List<LineSpec> offer() throws IOException {
        if (slots.isEmpty()) {
            slots.add(new Slot("audio"));
        }
        Slot video =
                slots.stream().filter(s -> s.kind.equals("video")).findFirst().orElse(null);
        if (videoWanted && video == null) {
            video = new Slot("video");
            slots.add(video);
        }
        List<LineSpec> lines = new ArrayList<>();
        for (Slot slot : slots) {
            boolean wanted = slot.kind.equals("audio") || slot == video && videoWanted;
            if (!wanted) {
                slot.refuse();
                lines.add(refusal(slot));
                continue;
            }
            MediaLine line = open(slot);
            List<Codec> codecs = writer.offered(slot.kind);
            slot.formats =
                    codecs.stream().map(c -> String.valueOf(c.payloadType())).toList();
            lines.add(new LineSpec(
                    slot.kind,
                    line.port(),
                    codecs,
                    wantedDirection(),
                    line.ssrc(),
                    encryption() == Encryption.REQUIRED ? "RTP/SAVP" : "RTP/AVP",
                    slot.formats,
                    encryption() == Encryption.NEVER ? List.of() : Keys.offered(slot.key)));
        }
        return lines;
    }

    /**
     * Takes the peer's answer to our offer.
     *
     * @return what is wrong with it; null if it fits
     */
    synchronized @Nullable String answered(Sdp answer) {
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            SdpMedia remote = i < answer.media().size() ? answer.media().get(i) : null;
            if (remote == null || remote.rejected() || slot.line == null) {
                slot.refuse();
                continue;
            }
            if (!remote.kind().equals(slot.kind)) {
                return "line " + i + " is answered as " + remote.kind();
            }
            boolean secured = remote.profile().contains("SAVP");
            Keys keys = secured ? Keys.read(remote) : null;
            if (secured && (encryption() == Encryption.NEVER || keys == null || !keys.takesOurs())) {
                return "line " + i + " is answered with " + remote.profile() + " and no key that was asked for";
            }
            if (!secured && encryption() == Encryption.REQUIRED) {
                return "line " + i + " is answered with " + remote.profile() + " although encryption is required";
            }
            List<Codec> common = common(remote);
            if (common.isEmpty()) {
                return "line " + i + " has no payload we offered";
            }
            connect(slot, remote, common, wantedDirection(), keys);
        }
        return live("audio") == null && live("video") == null ? "every line is refused" : null;
    }

    /** Our answer to the peer's offer; null if no line can be taken. */
    synchronized @Nullable List<LineSpec> answer(Sdp offer) throws IOException {
        List<LineSpec> lines = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < offer.media().size(); i++) {
            SdpMedia remote = offer.media().get(i);
            if (i == slots.size()) {
                slots.add(new Slot(remote.kind()));
            }
            Slot slot = slots.get(i);
            slot.formats = remote.formats();
            slot.profile = remote.profile();
            List<Codec> common = common(remote);
            boolean fits = remote.kind().equals("audio") || remote.kind().equals("video") && videoTaken;
            if (remote.rejected() || common.isEmpty() || !fits || !protectable(remote) || !taken.add(remote.kind())) {
                slot.refuse();
                lines.add(refusal(slot));
                continue;
            }
            MediaLine line = open(slot);
            Direction offered = Direction.of(remote.direction().sends(), !remote.holds());
            Direction ours = wantedDirection().answering(offered);
            Keys keys = encryption() == Encryption.NEVER ? null : Keys.read(remote);
            connect(slot, remote, common, ours, keys);
            lines.add(new LineSpec(
                    slot.kind,
                    line.port(),
                    common,
                    ours,
                    line.ssrc(),
                    keys == null ? remote.profile() : "RTP/SAVP",
                    slot.formats,
                    keys == null ? List.of() : List.of(keys.answered(slot.key))));
        }
        return taken.isEmpty() ? null : lines;
    }

    private Encryption encryption() {
        return writer.exchangesKeys() ? options.encryption() : Encryption.NEVER;
    }

    /** Whether the two ends can agree about encryption. */
    private boolean protectable(SdpMedia remote) {
        boolean keys = encryption() != Encryption.NEVER && Keys.read(remote) != null;
        return remote.profile().matches("RTP/SAVPF?")
                ? keys
                : remote.profile().matches("RTP/AVPF?") && (keys || encryption() != Encryption.REQUIRED);
    }

    String text(List<LineSpec> lines, boolean answer) {
        return writer.write(++version, address(), lines, answer);
    }

    String address() {
        return held == HoldForm.ZERO_ADDRESS ? "0.0.0.0" : options.mediaAddress();
    }

    private Direction wantedDirection() {
        return held == null ? Direction.SENDRECV : held.direction();
    }

    private List<Codec> common(SdpMedia remote) {
        return remote.codecs().stream()
                .filter(codec -> writer.understands(remote, codec))
                .toList();
    }

    private MediaLine open(Slot slot) throws IOException {
        MediaLine line = slot.line;
        if (line == null) {
            InetAddress address = InetAddress.getByName(options.mediaAddress());
            line = slot.kind.equals("video")
                    ? engine.video(address, audioSsrc + 1)
                    : engine.audio(address, options.toneHz(), audioSsrc);
            slot.line = line;
        }
        return line;
    }

    private static LineSpec refusal(Slot slot) {
        return new LineSpec(slot.kind, 0, List.of(), Direction.INACTIVE, 0, slot.profile, slot.formats);
    }

    private void connect(Slot slot, SdpMedia remote, List<Codec> common, Direction ours, @Nullable Keys keys) {
        MediaLine line = slot.line;
        if (line == null) {
            return;
        }
        slot.remote = remote;
        slot.agreed = common;
        Set<Integer> expected = new HashSet<>();
        common.forEach(codec -> expected.add(codec.payloadType()));
        boolean sends = ours.sends() && !remote.holds() && held != HoldForm.ZERO_ADDRESS;
        InetSocketAddress to = remote.zeroAddress() ? null : new InetSocketAddress(remote.address(), remote.port());
        InetSocketAddress toRtcp =
                remote.zeroAddress() ? null : new InetSocketAddress(remote.address(), remote.rtcpPort());
        if (line instanceof VideoLine video) {
            video.speakMicrosoft(writer.sendsSourceRequests() && remote.takesSourceRequests());
        }
        line.protect(keys == null ? null : slot.key, keys == null ? null : keys.inline());
        line.connect(to, toRtcp, common.get(0), expected, sends);
    }

    synchronized void close() {
        lastAudio = audioStats();
        lastVideo = videoStats();
        slots.forEach(Slot::refuse);
    }
}
