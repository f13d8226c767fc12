module example.com/workspace/worker

go 1.24.0

require example.com/workspace/api v0.0.0

require (
	github.com/google/uuid v1.6.0 // indirect
	golang.org/x/sync v0.16.0
)

replace example.com/workspace/api => ../api
