"""The benchmark of the PostgreSQL connector: see docs/benchmarks.md."""
