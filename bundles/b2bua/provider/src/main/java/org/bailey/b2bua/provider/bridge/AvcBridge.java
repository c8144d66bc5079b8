package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailey.b2bua.PayloadNumbers;
import org.bailey.b2bua.PictureFeedback;
import org.bailey.b2bua.StreamAnswer;
import org.bailey.b2bua.StreamBridge;
import org.bailey.b2bua.StreamLine;
import org.bailey.b2bua.StreamOffer;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.H264Format;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.system.StoredSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Passes H.264 video on between ends that both speak plain AVC (RFC 6184); nothing is converted. */
@Component(
        service = {StreamBridge.class, AvcBridge.class},
        configurationPid = "org.bailey.b2bua.avc")
@Designate(ocd = AvcConfig.class)
public final class AvcBridge implements StreamBridge {
    private static final StoredSettings<AvcConfig, AvcSettings> STORED =
            new StoredSettings<>("org.bailey.b2bua.avc", AvcConfig.class, AvcSettings::from);
    private static final String ROLE = "main-video";
    /** The number Microsoft's newer clients give H.264 themselves. */
    private static final int MICROSOFT_NUMBER = 107;

    /** Endpoints offer up to four: two profiles, two packetization modes. */
    private static final int MOST_FORMATS = 4;

    private volatile AvcSettings settings;

    @Activate
    public AvcBridge(AvcConfig config) {
        this(STORED.begin(config));
    }

    public AvcBridge(AvcSettings settings) {
        this.settings = settings;
    }

    @Modified
    void reconfigure(AvcConfig config) {
        settings = STORED.change(settings, config);
    }

    @Override
    public String name() {
        return "avc";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Optional<String> carries(StreamOffer offered) {
        return offered.mainVideo() && !formats(offered.line()).isEmpty() ? Optional.of(ROLE) : Optional.empty();
    }

    @Override
    public StreamLine offer(StreamOffer offered) {
        List<PayloadType> wanted = new ArrayList<>();
        for (Passed passed : passed(offered.line())) {
            int number = offered.to() == Dialect.MICROSOFT
                    ? MICROSOFT_NUMBER + wanted.size()
                    : passed.offered().number();
            wanted.add(PayloadType.of(number, "H264", 90000)
                    .withFmtp(passed.format().offer(passed.offered())));
        }
        List<PayloadType> types = PayloadNumbers.assign(wanted, offered.known(), H264Format::alike);
        return new StreamLine("video", ROLE, types, PictureFeedback.offered(offered.to()));
    }

    @Override
    public Optional<StreamAnswer> answer(StreamOffer offered, MediaDescription sent, MediaDescription answered) {
        List<PayloadType> offers =
                passed(offered.line()).stream().map(Passed::offered).toList();
        List<Paired> pairs = Paired.of(offers, sent.payloadTypes(), answered.payloadTypes(), H264Format::takenUp);
        List<Paired> chosen = onePerOffer(pairs);
        List<PayloadType> types = new ArrayList<>();
        for (Paired pair : chosen) {
            H264Format format = H264Format.of(pair.offered()).orElseThrow();
            String fmtp = format.answer(H264Format.of(pair.answered()).orElseThrow(), pair.answered());
            types.add(PayloadType.of(pair.offered().number(), "H264", 90000).withFmtp(fmtp));
        }
        if (types.isEmpty()) {
            return Optional.empty();
        }
        List<Attribute> feedback = PictureFeedback.answered(offered.line(), offered.from());
        return Optional.of(new StreamAnswer(
                new StreamLine("video", ROLE, types, feedback), Paired.toAnswerer(chosen), Paired.toOfferer(pairs)));
    }

    @Override
    public Optional<StreamLine> preset(Dialect to) {
        if (!settings.preset()) {
            return Optional.empty();
        }
        PayloadType type = PayloadType.of(MICROSOFT_NUMBER, "H264", 90000)
                .withFmtp("profile-level-id=" + settings.profileLevelId() + ";packetization-mode=1");
        return Optional.of(new StreamLine("video", ROLE, List.of(type), PictureFeedback.offered(to)));
    }

    /** The first H.264 payload types of a line in order; of two that say the same the first. */
    private static List<PayloadType> formats(MediaDescription line) {
        List<PayloadType> types = new ArrayList<>();
        for (PayloadType type : line.payloadTypes()) {
            if (types.size() < MOST_FORMATS
                    && H264Format.of(type).isPresent()
                    && types.stream().noneMatch(seen -> sameFormat(seen, type))) {
                types.add(type);
            }
        }
        return types;
    }

    /**
     * A format as it is passed on.
     *
     * @param offered by the offerer
     * @param format as the other side is offered it: the same, or in the other packetization mode
     */
    private record Passed(PayloadType offered, H264Format format) {}

    /** What a line's formats are passed on as: first each as it is, then those in the other mode that nobody offered. */
    private List<Passed> passed(MediaDescription line) {
        List<Passed> all = new ArrayList<>();
        formats(line)
                .forEach(type -> all.add(new Passed(type, H264Format.of(type).orElseThrow())));
        for (Passed passed : settings.bridgeModes() ? List.copyOf(all) : List.<Passed>of()) {
            passed.format()
                    .inOtherMode()
                    .filter(other ->
                            all.stream().noneMatch(known -> known.format().alike(other)))
                    .ifPresent(other -> all.add(new Passed(passed.offered(), other)));
        }
        return all;
    }

    /** Of two answers to one offered format the one in the offered mode. */
    private static List<Paired> onePerOffer(List<Paired> pairs) {
        Map<Integer, Paired> chosen = new LinkedHashMap<>();
        for (Paired pair : pairs) {
            chosen.merge(
                    pair.offered().number(),
                    pair,
                    (first, second) -> sameMode(first.offered(), first.answered()) ? first : second);
        }
        return List.copyOf(chosen.values());
    }

    private static boolean sameMode(PayloadType one, PayloadType other) {
        return H264Format.of(one)
                .map(H264Format::mode)
                .equals(H264Format.of(other).map(H264Format::mode));
    }

    private static boolean sameFormat(PayloadType one, PayloadType other) {
        Optional<H264Format> format = H264Format.of(one);
        Optional<H264Format> second = H264Format.of(other);
        return format.isPresent()
                && second.isPresent()
                && format.get().profile() == second.get().profile()
                && format.get().mode() == second.get().mode();
    }
}
