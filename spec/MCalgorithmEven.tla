---- MODULE MCalgorithmEven ----
EXTENDS MCLeaderElection
====
