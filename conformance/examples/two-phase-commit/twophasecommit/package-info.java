/**
 * Two-phase commit as a small program that writes down its steps: an example of what can be held against a
 * specification. {@link twophasecommit.Journal} is all that it needs for that.
 */
package twophasecommit;
