---- MODULE MCseven ----
EXTENDS MCLeaderElection
====
