package dev.quorate.impl.sim;
