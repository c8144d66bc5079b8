package org.bailey.svc.bridge;

import java.util.List;
import java.util.Optional;
import org.bailey.b2bua.PayloadNumbers;
import org.bailey.b2bua.PictureFeedback;
import org.bailey.b2bua.StreamAnswer;
import org.bailey.b2bua.StreamBridge;
import org.bailey.b2bua.StreamLine;
import org.bailey.b2bua.StreamOffer;
import org.bailey.dialplan.Dialect;
import org.bailey.optionkey.OptionKey;
import org.bailey.sdp.H264Format;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.system.StoredSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Carries video between a Microsoft side that speaks H.264 UC and a standard side that speaks AVC. Where both could speak AVC
 * nothing is to be done, and whoever passes packets on has the line.
 */
@Component(service = StreamBridge.class, configurationPid = LayeredBridge.PID)
@Designate(ocd = LayeredConfig.class)
public final class LayeredBridge implements StreamBridge {
    static final String PID = "org.bailey.svc.bridge";
    static final String ROLE = "main-video";

    private static final StoredSettings<LayeredConfig, LayeredSettings> STORED =
            new StoredSettings<>(PID, LayeredConfig.class, LayeredSettings::from);

    private volatile LayeredSettings settings;

    /** @param key without it there is no such bridge */
    @Activate
    public LayeredBridge(LayeredConfig config, @Reference(target = "(bailey.feature=svc-gateway)") OptionKey key) {
        this(STORED.begin(config));
    }

    LayeredBridge(LayeredSettings settings) {
        this.settings = settings;
    }

    @Modified
    void reconfigure(LayeredConfig config) {
        settings = STORED.change(settings, config);
    }

    @Override
    public String name() {
        return "svc";
    }

    @Override
    public int rank() {
        return -1;
    }

    @Override
    public Optional<String> carries(StreamOffer offered) {
        if (!offered.mainVideo() || offered.from() == offered.to()) {
            return Optional.empty();
        }
        MediaDescription line = offered.line();
        boolean ours = offered.from() == Dialect.MICROSOFT
                ? Layered.in(line).isPresent() && RoomFormats.plain(line).isEmpty()
                : !formats().of(line).isEmpty();
        return ours ? Optional.of(ROLE) : Optional.empty();
    }

    @Override
    public StreamLine offer(StreamOffer offered) {
        if (offered.to() == Dialect.MICROSOFT) {
            return new StreamLine(
                    "video",
                    ROLE,
                    PayloadNumbers.assign(List.of(Layered.offered()), offered.known(), PayloadType::sameCodec),
                    PictureFeedback.offered(Dialect.MICROSOFT));
        }
        int number = Layered.in(offered.line())
                .map(PayloadType::number)
                .orElseGet(() -> Layered.offered().number());
        return new StreamLine(
                "video",
                ROLE,
                PayloadNumbers.assign(formats().offered(number), offered.known(), H264Format::alike),
                PictureFeedback.offered(Dialect.STANDARD));
    }

    @Override
    public Optional<StreamAnswer> answer(StreamOffer offered, MediaDescription sent, MediaDescription answered) {
        Conversion conversion = new Conversion(formats(), offered, sent, answered);
        return offered.from() == Dialect.MICROSOFT ? conversion.toClient() : conversion.toRoom();
    }

    @Override
    public Optional<StreamLine> preset(Dialect to) {
        return settings.preset() && to == Dialect.MICROSOFT
                ? Optional.of(new StreamLine(
                        "video", ROLE, List.of(Layered.offered()), PictureFeedback.offered(Dialect.MICROSOFT)))
                : Optional.empty();
    }

    private RoomFormats formats() {
        return new RoomFormats(settings);
    }
}
