---- MODULE MCwideDeep ----
EXTENDS MCLeaderElection
====
