/**
 * A run as people look at it: one page that needs nothing else, or a drawing as text. Lanes, messages and rows come from
 * the trace, explanations from the verdict; what is worth a colour or a band in a protocol is said by a small
 * {@linkplain dev.quorate.conformance.view.ViewDescription description} beside its module.
 *
 * <p>Knows {@code conformance.check}, {@code conformance.tla} and {@code conformance.trace}; no judge knows it.
 */
package dev.quorate.conformance.view;
