// Package api names jobs; the worker beside it uses it through go.work.
package api

import "github.com/google/uuid"

// Job is one piece of work.
type Job struct{ ID uuid.UUID }

// NewJob makes a job with a fresh name.
func NewJob() Job { return Job{ID: uuid.New()} }
