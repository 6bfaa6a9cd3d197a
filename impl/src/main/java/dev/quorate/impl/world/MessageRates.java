package dev.quorate.impl.world;

import dev.quorate.impl.world.FaultPlan.Rates;

/**
 * What a network of messages does to them by chance. Messages from one server to another arrive in order, but for
 * those that are late or held.
 *
 * @param requests what happens to requests
 * @param replies what happens to replies
 * @param heldPerMille how many of a thousand messages are held back, so that others overtake them
 * @param longestHold how long those are held at most, beside their delay, in microseconds; drawn evenly
 */
public record MessageRates(Rates requests, Rates replies, int heldPerMille, long longestHold) {
    /** Nothing is lost, doubled, late or held; a message takes 0.5 to 5 ms. */
    public static final MessageRates NONE = new MessageRates(Rates.NONE, Rates.NONE, 0, 1);

    public MessageRates {
        if (heldPerMille < 0 || heldPerMille > 1000 || longestHold < 1) {
            throw new IllegalArgumentException("a rate per mille lies in 0..1000, and a hold takes a microsecond");
        }
    }
}
