package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * Sound in memory: signed 16-bit samples of one channel.
 *
 * @param sampleRateHz samples a second
 */
public record Sound(int sampleRateHz, short[] samples) {
    /** No sound at all. */
    public static final Sound NONE = new Sound(8000, new short[0]);

    private static final double TONE_SHARE = 0.8;
    private static final double SILENT_RMS = 40;

    /** Reads a WAV file, also one that is still being written: sizes in its header are not trusted. */
    public static Sound read(Path wav) {
        try {
            return parse(Files.readAllBytes(wav));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sound parse(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        int rate = 0;
        int channels = 1;
        while (at + 8 <= bytes.length) {
            String chunk = new String(bytes, at, 4, StandardCharsets.US_ASCII);
            if (chunk.equals("data")) {
                return new Sound(rate, firstChannel(file, at + 8, channels));
            }
            if (chunk.equals("fmt ")) {
                channels = file.getShort(at + 10);
                rate = file.getInt(at + 12);
            }
            at += 8 + file.getInt(at + 4);
        }
        return NONE;
    }

    private static short[] firstChannel(ByteBuffer file, int start, int channels) {
        short[] samples = new short[(file.capacity() - start) / 2 / channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = file.getShort(start + 2 * channels * i);
        }
        return samples;
    }

    /** How long it lasts. */
    public Duration length() {
        return Duration.ofMillis(samples.length * 1000L / sampleRateHz);
    }

    /** The end of it. */
    public Sound last(Duration length) {
        int wanted = (int) (length.toMillis() * sampleRateHz / 1000);
        return new Sound(
                sampleRateHz, Arrays.copyOfRange(samples, Math.max(0, samples.length - wanted), samples.length));
    }

    /** Root mean square, 0 to 32768. */
    public double rms() {
        return Math.sqrt(power());
    }

    private double power() {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : sum / samples.length;
    }

    /** The part of the power that lies at {@code hz}, 0 to 1: Goertzel's filter over all samples. */
    public double share(double hz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / sampleRateHz);
        double older = 0;
        double old = 0;
        for (short sample : samples) {
            double now = sample + coefficient * old - older;
            older = old;
            old = now;
        }
        double atTone = (old * old + older * older - coefficient * old * older) * 2;
        double all = power() * samples.length * samples.length;
        return all == 0 ? 0 : atTone / all;
    }

    /** Whether this is nearly nothing but a tone of {@code hz}. */
    public boolean isTone(double hz) {
        return samples.length >= sampleRateHz / 10 && rms() > SILENT_RMS && share(hz) > TONE_SHARE;
    }

    /** Whether there is nothing to hear, be it short or long. */
    public boolean isSilent() {
        return rms() < SILENT_RMS;
    }
}
