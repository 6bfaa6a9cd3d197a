package dev.quorate.impl.cli;
