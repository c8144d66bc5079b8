package org.bailey.lab.media;

/** ITU-T G.711: 14-bit-like linear samples to and from one octet, both laws. */
public enum G711 {
    PCMU {
        @Override
        byte encode(int sample) {
            int sign = sample < 0 ? 0x80 : 0;
            int magnitude = Math.min(Math.abs(sample), 32_635) + 0x84;
            int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
            int mantissa = magnitude >> exponent + 3 & 0x0F;
            return (byte) ~(sign | exponent << 4 | mantissa);
        }

        @Override
        int decode(byte octet) {
            int value = ~octet & 0xFF;
            int magnitude = ((value & 0x0F) << 3) + 0x84 << (value >> 4 & 7);
            return (value & 0x80) == 0 ? magnitude - 0x84 : 0x84 - magnitude;
        }
    },
    PCMA {
        @Override
        byte encode(int sample) {
            int sign = sample >= 0 ? 0x80 : 0;
            int magnitude = Math.min(sample >= 0 ? sample : ~sample, 32_767) >> 4;
            int exponent = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
            int mantissa = (exponent == 0 ? magnitude : magnitude >> exponent - 1) & 0x0F;
            int segment = magnitude < 16 ? 0 : exponent;
            int value = segment << 4 | (segment <= 1 ? magnitude & 0x0F : mantissa);
            return (byte) ((sign | value) ^ 0x55);
        }

        @Override
        int decode(byte octet) {
            int value = octet ^ 0x55;
            int exponent = value >> 4 & 7;
            int magnitude = (value & 0x0F) << 4 | 8;
            if (exponent > 0) {
                magnitude = magnitude + 0x100 << exponent - 1;
            }
            return (value & 0x80) != 0 ? magnitude : -magnitude;
        }
    };

    abstract byte encode(int sample);

    abstract int decode(byte octet);

    /** The static payload type of RFC 3551 table 4. */
    public int payloadType() {
        return this == PCMU ? 0 : 8;
    }
}
