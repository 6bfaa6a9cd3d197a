package dev.quorate.impl.lab;
