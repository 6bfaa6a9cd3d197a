---- MODULE MCalgorithm ----
EXTENDS MCLeaderElection
====
