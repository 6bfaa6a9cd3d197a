/**
 * Trace conformance in CI: a test whose program writes a trace fails, with the reason, at the first step that its
 * specification does not allow. The only package that knows JUnit, which whoever uses it brings.
 */
package dev.quorate.conformance.junit;
