---- MODULE MCalgorithmDeep ----
EXTENDS MCLeaderElection
====
