---- MODULE MCwide ----
EXTENDS MCLeaderElection
====
