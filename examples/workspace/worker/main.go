// A worker that takes its jobs' names from the module beside it.
package main

import (
	"fmt"

	"example.com/workspace/api"
	"golang.org/x/sync/errgroup"
)

func main() {
	var group errgroup.Group
	for range 3 {
		group.Go(func() error {
			_, err := fmt.Println(api.NewJob().ID)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		panic(err)
	}
}
