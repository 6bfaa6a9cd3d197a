/**
 * One page of what was shown: reads the files that other commands leave under {@code target/}, runs nothing, and puts
 * beside every figure the command that makes it again. What is not there is named, with its command.
 */
package dev.quorate.impl.report;
