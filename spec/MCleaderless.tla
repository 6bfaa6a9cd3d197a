---- MODULE MCleaderless ----
EXTENDS MCLeaderElection
====
