---- MODULE MClive ----
EXTENDS MCLeaderElection
====
