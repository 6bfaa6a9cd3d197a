package dev.quorate.conformance.check;
