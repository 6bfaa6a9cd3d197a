/**
 * The {@code quorate} command: ties specification, worlds and judge together and prints what people read. The one
 * package that may know all others, and that prints.
 */
package dev.quorate.impl.cli;
