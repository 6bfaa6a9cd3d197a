/**
 * The compiled engine: the parser's tree of a specification as Java closures. It knows the TLA+ tools' tree, and asks
 * {@code conformance.tla.tlc} for what it does not evaluate itself. Like that package it is loaded once for each
 * specification, in a class loader of its own.
 */
package dev.quorate.conformance.tla.compiled;
