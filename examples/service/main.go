// A small HTTP service with a real dependency graph: something to download modules for.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/redis/go-redis/v9"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"
	"go.opentelemetry.io/otel"
	"go.uber.org/zap"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

func main() {
	command := &cobra.Command{Use: "service", RunE: serve}
	if err := command.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(command *cobra.Command, _ []string) error {
	ctx, span := otel.Tracer("service").Start(command.Context(), "serve")
	defer span.End()
	logger := zap.Must(zap.NewProduction())
	settings := viper.New()
	settings.SetDefault("address", "127.0.0.1:8080")

	router := gin.New()
	router.GET("/metrics", gin.WrapH(promhttp.Handler()))
	router.GET("/pods", func(c *gin.Context) { pods(c, ctx) })
	router.GET("/cache", func(c *gin.Context) {
		client := redis.NewClient(&redis.Options{Addr: settings.GetString("redis")})
		c.String(http.StatusOK, client.Ping(ctx).String())
	})
	router.GET("/database", func(c *gin.Context) {
		connection, err := pgx.Connect(ctx, settings.GetString("database"))
		if err != nil {
			c.String(http.StatusBadGateway, err.Error())
			return
		}
		defer connection.Close(ctx)
		c.String(http.StatusOK, "ok")
	})
	logger.Info("listening", zap.String("address", settings.GetString("address")))
	return router.Run(settings.GetString("address"))
}

func pods(c *gin.Context, ctx context.Context) {
	config, err := rest.InClusterConfig()
	if err != nil {
		c.String(http.StatusServiceUnavailable, err.Error())
		return
	}
	list, err := kubernetes.NewForConfigOrDie(config).CoreV1().Pods("").List(ctx, metav1.ListOptions{})
	if err != nil {
		c.String(http.StatusBadGateway, err.Error())
		return
	}
	c.JSON(http.StatusOK, len(list.Items))
}
