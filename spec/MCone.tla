---- MODULE MCone ----
EXTENDS MCRaftElection
====
