package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bailey.b2bua.PayloadNumbers;
import org.bailey.b2bua.StreamAnswer;
import org.bailey.b2bua.StreamBridge;
import org.bailey.b2bua.StreamLine;
import org.bailey.b2bua.StreamOffer;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.system.StoredSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Passes audio packets on, in the codecs that both sides have (MED-3). */
@Component(
        service = {StreamBridge.class, AudioBridge.class},
        configurationPid = "org.bailey.b2bua.audio")
@Designate(ocd = AudioConfig.class)
public final class AudioBridge implements StreamBridge {
    private static final StoredSettings<AudioConfig, AudioSettings> STORED =
            new StoredSettings<>("org.bailey.b2bua.audio", AudioConfig.class, AudioSettings::from);
    private static final String ROLE = "main-audio";

    private volatile AudioSettings settings;

    @Activate
    public AudioBridge(AudioConfig config) {
        this(STORED.begin(config));
    }

    AudioBridge(AudioSettings settings) {
        this.settings = settings;
    }

    @Modified
    void reconfigure(AudioConfig config) {
        settings = STORED.change(settings, config);
    }

    @Override
    public String name() {
        return "audio";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Optional<String> carries(StreamOffer offered) {
        boolean voice = offered.line().is("audio")
                && common(offered.line()).stream()
                        .anyMatch(type ->
                                AudioCodec.of(type).map(AudioCodec::voice).orElse(false));
        return voice ? Optional.of(ROLE) : Optional.empty();
    }

    @Override
    public StreamLine offer(StreamOffer offered) {
        List<PayloadType> wanted = common(offered.line()).stream()
                .flatMap(type -> AudioCodec.of(type).stream().map(codec -> codec.towards(offered.to(), type.number())))
                .toList();
        List<PayloadType> types = PayloadNumbers.assign(wanted, offered.known(), AudioBridge::sameCodec);
        return new StreamLine("audio", ROLE, types, packetTimes(offered.line()));
    }

    @Override
    public Optional<StreamAnswer> answer(StreamOffer offered, MediaDescription sent, MediaDescription answered) {
        List<Paired> pairs =
                Paired.of(common(offered.line()), sent.payloadTypes(), answered.payloadTypes(), AudioBridge::sameCodec);
        List<PayloadType> types = pairs.stream()
                .flatMap(pair -> AudioCodec.of(pair.offered()).stream()
                        .map(codec ->
                                codec.numbered(offered.from(), pair.offered().number())))
                .toList();
        boolean voice =
                types.stream().flatMap(type -> AudioCodec.of(type).stream()).anyMatch(AudioCodec::voice);
        return voice
                ? Optional.of(new StreamAnswer(
                        new StreamLine("audio", ROLE, types, packetTimes(answered)),
                        Paired.toAnswerer(pairs),
                        Paired.toOfferer(pairs)))
                : Optional.empty();
    }

    @Override
    public Optional<StreamLine> preset(Dialect to) {
        return Optional.of(new StreamLine(
                "audio",
                ROLE,
                settings.preset().stream()
                        .map(codec -> codec.towards(to, codec.microsoftNumber()))
                        .toList(),
                List.of(Attribute.of("ptime", "20"))));
    }

    /** The payload types of a line that are carried, each format once, in order. */
    private static List<PayloadType> common(MediaDescription line) {
        List<PayloadType> types = new ArrayList<>();
        for (PayloadType type : line.payloadTypes()) {
            if (AudioCodec.of(type).isPresent() && types.stream().noneMatch(seen -> sameCodec(seen, type))) {
                types.add(type);
            }
        }
        return types;
    }

    private static boolean sameCodec(PayloadType one, PayloadType other) {
        Optional<AudioCodec> codec = AudioCodec.of(one);
        return codec.isPresent() && codec.equals(AudioCodec.of(other));
    }

    private static List<Attribute> packetTimes(MediaDescription line) {
        List<Attribute> times = new ArrayList<>();
        for (String name : List.of("ptime", "maxptime")) {
            line.attribute(name)
                    .filter(value -> value.matches("[1-9][0-9]{0,3}"))
                    .ifPresent(value -> times.add(Attribute.of(name, value)));
        }
        return times;
    }
}
